"""Graphs on SPARQL 1.1 servers.

``address`` says what may be asked and as whom; ``wire`` sends a request and reads the answer,
trusting neither; ``endpoint`` speaks the protocol; ``answers`` makes tables and statements of
what comes back; ``store`` is the graph on the server, ``publishing`` brings it there
(docs/decisions/0019).
"""
