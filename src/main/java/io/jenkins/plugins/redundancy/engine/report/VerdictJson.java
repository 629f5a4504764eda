package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A verdict with its timeline in the stored form; instants as ISO 8601, costs in seconds. */
final class VerdictJson {

    private VerdictJson() {}

    static void write(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeObjectFieldStart("verdict");
        json.writeStringField("outcome", Fields.id(verdict.outcome()));
        json.writeStringField("reason", verdict.reason());
        json.writeNumberField("filled", verdict.filled());
        json.writeNumberField("required", verdict.required());
        json.writeNumberField("slots", verdict.slots());
        json.writeStringField("consequence", Fields.id(verdict.consequence()));
        json.writeStringField("began", verdict.began().toString());
        json.writeStringField("ended", verdict.ended().toString());
        json.writeArrayFieldStart("attempts");
        for (Attempt attempt : verdict.attempts()) {
            json.writeStartObject();
            json.writeNumberField("number", attempt.number());
            json.writeStringField("slot", attempt.slot());
            json.writeStringField("replica", attempt.replica());
            json.writeNumberField("try", attempt.tryNumber());
            json.writeStringField("state", Fields.id(attempt.state()));
            FailureKind kind = attempt.kind();
            if (kind != null) {
                json.writeStringField("kind", Fields.id(kind));
            }
            instant(json, "queued", attempt.queued());
            instant(json, "started", attempt.started());
            instant(json, "ended", attempt.ended());
            json.writeStringField("why", attempt.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("cost");
        seconds(json, "winners", verdict.cost().winners());
        seconds(json, "losers", verdict.cost().losers());
        seconds(json, "failures", verdict.cost().failures());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void instant(JsonGenerator json, String field, @CheckForNull Instant instant) throws IOException {
        if (instant != null) {
            json.writeStringField(field, instant.toString());
        }
    }

    private static void seconds(JsonGenerator json, String field, Duration duration) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(java.math.BigDecimal.valueOf(duration.toMillis(), 3));
    }

    static Verdict read(Fields in) throws IOException {
        Outcome outcome = Outcome.LOST;
        String reason = "";
        int filled = 0;
        int required = 0;
        int slots = 0;
        Consequence consequence = Consequence.FAILURE;
        Instant began = Instant.EPOCH;
        Instant ended = Instant.EPOCH;
        List<Attempt> attempts = new ArrayList<>();
        Cost cost = new Cost(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "outcome" -> outcome = in.constant(Outcome.class);
                case "reason" -> reason = in.text();
                case "filled" -> filled = (int) in.number();
                case "required" -> required = (int) in.number();
                case "slots" -> slots = (int) in.number();
                case "consequence" -> consequence = in.constant(Consequence.class);
                case "began" -> began = instant(in);
                case "ended" -> ended = instant(in);
                case "attempts" -> {
                    for (in.startArray(); in.nextElement(); ) {
                        attempts.add(attempt(in));
                    }
                }
                case "cost" -> cost = cost(in);
                default -> in.skip();
            }
        }
        return new Verdict(outcome, reason, filled, required, slots, consequence, began, ended, attempts, cost);
    }

    private static Attempt attempt(Fields in) throws IOException {
        int number = 0;
        String slot = "";
        String replica = "";
        int tryNumber = 1;
        Attempt.State state = Attempt.State.SKIPPED;
        FailureKind kind = null;
        Instant queued = Instant.EPOCH;
        Instant started = null;
        Instant ended = null;
        String why = "";
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "number" -> number = (int) in.number();
                case "slot" -> slot = in.text();
                case "replica" -> replica = in.text();
                case "try" -> tryNumber = (int) in.number();
                case "state" -> state = in.constant(Attempt.State.class);
                case "kind" -> kind = in.constant(FailureKind.class);
                case "queued" -> queued = instant(in);
                case "started" -> started = instant(in);
                case "ended" -> ended = instant(in);
                case "why" -> why = in.text();
                default -> in.skip();
            }
        }
        return new Attempt(number, slot, replica, tryNumber, state, kind, queued, started, ended, why);
    }

    private static Cost cost(Fields in) throws IOException {
        Duration winners = Duration.ZERO;
        Duration losers = Duration.ZERO;
        Duration failures = Duration.ZERO;
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            Duration duration = Duration.ofMillis(Math.round(in.number() * 1000));
            switch (field) {
                case "winners" -> winners = duration;
                case "losers" -> losers = duration;
                case "failures" -> failures = duration;
                default -> {
                    // of a newer version
                }
            }
        }
        return new Cost(winners, losers, failures);
    }

    private static Instant instant(Fields in) throws IOException {
        try {
            return Instant.parse(in.text());
        } catch (DateTimeException x) {
            throw in.broken("an instant such as 2026-01-31T12:00:00Z was expected: " + x.getMessage());
        }
    }
}
