from django.db import migrations

MAKE = """
CREATE FUNCTION plushka_companies_with_messages_due(moment timestamptz)
RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE
    company bigint;
    before text := current_setting('app.tenant', true);
BEGIN
    FOR company IN SELECT t.id FROM tenants_tenant t ORDER BY t.id LOOP
        -- Each company is looked at as itself: the policies of its rows hold here as everywhere.
        PERFORM set_config('app.tenant', company::text, true);
        -- A look into the index for each nature, however many wait for another day.
        IF EXISTS (
            SELECT 1 FROM messaging_message m
            WHERE m.tenant_id = company AND m.state = 'WAITING'
                AND m.nature = 0 AND m.due_at <= moment
        ) OR EXISTS (
            SELECT 1 FROM messaging_message m
            WHERE m.tenant_id = company AND m.state = 'WAITING'
                AND m.nature = 1 AND m.due_at <= moment
        ) OR EXISTS (
            SELECT 1 FROM messaging_message m
            WHERE m.tenant_id = company AND m.state = 'WAITING'
                AND m.nature = 2 AND m.due_at <= moment
        ) THEN
            RETURN NEXT company;
        END IF;
    END LOOP;
    PERFORM set_config('app.tenant', coalesce(before, ''), true);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0009_keys"), ("tenants", "0001_tenants")]

    operations = [
        migrations.RunSQL(
            MAKE,
            "DROP FUNCTION plushka_companies_with_messages_due(timestamptz)",
        ),
    ]
