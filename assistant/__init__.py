"""Question answering and drafting over reports of 生态环境保护督察整改: counted by code, bound to sentences."""

__version__ = "0.1.0"
