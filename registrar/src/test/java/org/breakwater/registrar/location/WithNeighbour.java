package org.breakwater.registrar.location;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.breakwater.platform.state.SharedMap;

/** A map whose changes of another server a test makes itself. */
record WithNeighbour(SharedMap<String, AorBindings> map, List<SharedMap.Listener<String, AorBindings>> elsewhere)
        implements SharedMap<String, AorBindings> {

    @Override
    public AorBindings get(String key) {
        return map.get(key);
    }

    @Override
    public AorBindings put(String key, AorBindings value) {
        return map.put(key, value);
    }

    @Override
    public AorBindings remove(String key) {
        return map.remove(key);
    }

    @Override
    public boolean remove(String key, AorBindings expected) {
        return map.remove(key, expected);
    }

    @Override
    public AorBindings compute(
            String key, BiFunction<? super String, ? super AorBindings, ? extends AorBindings> change) {
        return map.compute(key, change);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super AorBindings> action) {
        map.forEach(action);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public Subscription listen(Listener<String, AorBindings> listener) {
        return map.listen(listener);
    }

    @Override
    public Subscription listenElsewhere(Listener<String, AorBindings> listener) {
        elsewhere.add(listener);
        return () -> {};
    }
}
