"""Distills a large detector into a small one, prunes it and quantizes it, from ONNX to ONNX."""
