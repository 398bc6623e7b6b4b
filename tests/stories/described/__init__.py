"""What schemathesis is told beside the OpenAPI file."""
