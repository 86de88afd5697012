"""The bundled sample site: pages written by us, served on loopback for the demo and the tests."""

from ruraletl.samples.render import load_sample_pages
from ruraletl.samples.site import Access, Fault, Page, SampleSite

__all__ = ["Access", "Fault", "Page", "SampleSite", "load_sample_pages"]
