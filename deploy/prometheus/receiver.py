#!/usr/bin/env python3
"""Prints each alert that Alertmanager sends to http://127.0.0.1:9095/, to see that one arrives. Needs Python 3 only."""
import http.server
import json


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        for alert in message["alerts"]:
            print(self.path, alert["status"], alert["labels"]["alertname"], "-", alert["annotations"]["summary"], flush=True)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        pass


http.server.HTTPServer(("127.0.0.1", 9095), Receiver).serve_forever()
