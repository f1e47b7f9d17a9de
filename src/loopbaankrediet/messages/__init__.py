"""Messages to citizens and counsellors: always on the screen, and by e-mail or letter as they chose."""
