"""What the build puts around a lesson."""
