package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Map;

/** How the vote on a cluster went; shared by all clusters where it went the same way. */
record Turnout(Map<String, Vote> votes, Agreement agreement, double confidence, String why) {}
