package io.jenkins.plugins.redundancy.engine.merge;

/** What an id rests on beside file and class: how far it can be trusted to find a cluster again. */
enum IdentityBasis {
    /** The text of the line: finds it anywhere in its file. */
    TEXT,
    /** The line number: after an edit it may be that of a neighbour. */
    LINE,
    /** A function, a resource, a package, a tool's words. */
    OTHER
}
