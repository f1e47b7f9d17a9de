"""Several people at the same moment, on real connections. Each race has a control that shows what holds."""
