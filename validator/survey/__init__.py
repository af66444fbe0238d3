"""What a project holds, laid out for people who look after many connections: lists, needs, differences, links."""
