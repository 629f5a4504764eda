package io.jenkins.plugins.redundancy.engine.policy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;

/** The coordinator as it is. */
class Genuine implements Subject {

    private Coordinator coordinator;

    Genuine(Plan plan, Policy policy, long seed) {
        coordinator = Coordinator.of(plan, policy, seed);
    }

    @Override
    public List<Action> on(Event event, Instant now) {
        Transition transition = coordinator.on(event, now);
        coordinator = transition.next();
        return transition.actions();
    }

    @Override
    public Coordinator coordinator() {
        return coordinator;
    }

    @Override
    public void restart() {
        coordinator = copy(coordinator);
    }

    @SuppressWarnings("unchecked")
    static <T> T copy(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new AssertionError("not serializable: " + value, e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError("not readable again: " + value, e);
        }
    }
}
