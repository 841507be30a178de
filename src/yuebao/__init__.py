"""yuebao (月报): from China's customs files to finished monthly trade-monitoring reports."""

__version__ = "0.1.0"
