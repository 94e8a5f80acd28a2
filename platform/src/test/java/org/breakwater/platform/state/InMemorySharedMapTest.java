package org.breakwater.platform.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemorySharedMapTest extends SharedMapContract {

    @Override
    protected SharedMap<String, Integer> emptyMap() {
        return new InMemorySharedMaps().map("test");
    }

    @Test
    void oneNameGivesOneMap() {
        InMemorySharedMaps maps = new InMemorySharedMaps();
        SharedMap<String, Integer> map = maps.map("a");
        map.put("k", 1);

        assertThat(maps.<String, Integer>map("a").get("k")).isEqualTo(1);
        assertThat(maps.<String, Integer>map("b").get("k")).isNull();
    }
}
