package io.jenkins.plugins.redundancy.config;

/**
 * Whether a tool is installed on an agent.
 *
 * @param label empty: where the scan runs
 * @param agent empty where there is none
 * @param programs where they are, or which are missing
 */
public record Sighting(String tool, String label, String agent, State state, String programs) {

    /** What was found. */
    public enum State {
        INSTALLED,
        MISSING,
        /** Its command does not begin with a program's name. */
        UNKNOWN,
        /** It has no command for this agent's operating system. */
        NO_COMMAND,
        NO_AGENT,
        NO_ANSWER
    }

    public String getTool() {
        return tool;
    }

    public String getLabel() {
        return label;
    }

    public String getAgent() {
        return agent;
    }

    public boolean isInstalled() {
        return state == State.INSTALLED;
    }

    public boolean isBad() {
        return state != State.INSTALLED && state != State.UNKNOWN;
    }

    public String getText() {
        return switch (state) {
            case INSTALLED -> Messages.Sighting_installed(programs);
            case MISSING -> Messages.Sighting_missing(programs);
            case UNKNOWN -> Messages.Sighting_unknown();
            case NO_COMMAND -> Messages.Sighting_noCommand();
            case NO_AGENT -> Messages.Sighting_noAgent();
            case NO_ANSWER -> Messages.Sighting_noAnswer();
        };
    }
}
