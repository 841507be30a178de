"""Understanding: from blocks to claims, whatever format they were read from."""
