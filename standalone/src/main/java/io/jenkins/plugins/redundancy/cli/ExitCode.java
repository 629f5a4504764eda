package io.jenkins.plugins.redundancy.cli;

/** What the command line returns; part of its interface. */
final class ExitCode {

    static final int PASSED = 0;
    static final int GATE_FAILED = 1;
    static final int QUORUM_LOST = 2;
    static final int WRONG_USE = 3;

    private ExitCode() {}
}
