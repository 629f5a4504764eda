package io.jenkins.plugins.redundancy.steps;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A stage under load, and what is right for it, by what was done to its agents and by what its commands really did.
 *
 * @param labels the last one is that of an agent which does not die
 * @param seconds its command takes
 */
record SoakStage(Kind kind, List<String> labels, int seconds) {

    private static final Pattern RAN = Pattern.compile("RAN on (\\S+)");
    private static final Pattern LOST =
            Pattern.compile("\\[redundancy] (\\S+?)(?: #\\d+)? failed \\(infrastructure\\): (.*)");

    enum Kind {
        /** Goes round its labels; must succeed, since the last one is of an agent that does not die. */
        FAILOVER,
        /** Its command fails; so must the stage, whatever dies before. */
        FAILING,
        /** First of all. */
        RACE,
        /** Two of three. */
        QUORUM
    }

    static SoakStage random(List<String> mortals, Random random) {
        List<String> labels = new ArrayList<>(mortals);
        Collections.shuffle(labels, random);
        labels = new ArrayList<>(labels.subList(0, Math.min(2, labels.size())));
        labels.add(MortalAgents.ROCK);
        return new SoakStage(
                Kind.values()[random.nextInt(Kind.values().length)], List.copyOf(labels), 1 + random.nextInt(5));
    }

    String script() {
        String labelList = labels.stream().map(label -> "'" + label + "'").collect(Collectors.joining(", "));
        String arguments =
                switch (kind) {
                    case FAILOVER, FAILING -> ", maxAttempts: 9, queueTimeout: '30s'";
                    case RACE -> ", mode: 'race', hedgeAfter: '2s'";
                    case QUORUM -> ", mode: 'quorum', required: 2";
                };
        return Jobs.onAgents(
                labelList,
                arguments + ", agentGrace: '1s'",
                "sh 'sleep " + seconds + "; echo RAN on $NODE_NAME" + (kind == Kind.FAILING ? "; exit 3" : "")
                        + "'\nenv.NODE_NAME");
    }

    /**
     * @param deaths of agents so far
     * @param wrong gets what is not right
     * @return how many attempts were lost with their agents
     */
    int judge(WorkflowRun run, Map<String, Integer> deaths, List<String> wrong) throws Exception {
        String log = JenkinsRule.getLog(run);
        List<String> lost = new ArrayList<>();
        Matcher attempt = LOST.matcher(log);
        while (attempt.find()) {
            lost.add(attempt.group(1));
            boolean inQueue = attempt.group(2).startsWith("not started within");
            if (!inQueue && deaths.getOrDefault(attempt.group(1), 0) == 0) {
                wrong.add(run + ": blames " + attempt.group(1) + ", which never died: " + attempt.group(2));
            }
        }
        long ran = RAN.matcher(log).results().map(m -> m.group(1)).distinct().count();
        Result right =
                switch (kind) {
                    case FAILOVER, RACE -> Result.SUCCESS;
                    case FAILING -> Result.FAILURE;
                    case QUORUM -> lost.size() <= 1 ? Result.SUCCESS : Result.FAILURE;
                };
        if (run.getResult() != right) {
            wrong.add(run + " (" + kind + ") ended with " + run.getResult() + ", and " + right + " is right:\n" + log);
        }
        if (kind == Kind.QUORUM && ran < labels.size() - lost.size()) {
            wrong.add(run + " counts somebody who did not run:\n" + log);
        }
        if (kind == Kind.FAILING && !log.contains("script returned exit code 3")) {
            wrong.add(run + " does not end with its own failure:\n" + log);
        }
        if (kind == Kind.FAILOVER || kind == Kind.RACE) {
            Matcher value = Pattern.compile("value (\\S+)").matcher(log);
            if (!value.find() || !log.contains("RAN on " + value.group(1))) {
                wrong.add(run + " has a value of nobody who ran:\n" + log);
            }
        }
        return lost.size();
    }
}
