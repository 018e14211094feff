"""Messages to people: a site inbox, e-mail and SMS."""
