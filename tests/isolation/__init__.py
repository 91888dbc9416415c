"""What nobody should get from a host: data of another reader, a trace, a reply of its fault."""
