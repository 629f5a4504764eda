import pickle
import sys

from flask import request


def load():
    return pickle.loads(request.data)


def run():
    return eval(sys.argv[1])
