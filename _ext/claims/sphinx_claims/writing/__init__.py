"""What authors write: directives, roles and the nodes they leave."""
