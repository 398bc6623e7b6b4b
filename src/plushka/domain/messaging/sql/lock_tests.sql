-- lock_tests: let those who send test messages of a company at once come one after the other.
SELECT pg_advisory_xact_lock(hashtextextended('plushka.messaging.tests', %(tenant)s))
