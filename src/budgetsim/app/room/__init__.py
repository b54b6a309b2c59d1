"""A lecturer's room: students on their phones play one district together, while the class is led from one desk."""
