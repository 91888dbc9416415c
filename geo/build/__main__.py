"""Run the build: ``python -m geo.build``."""

from geo.build.build import main

raise SystemExit(main())
