package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionTest {

  @Test
  void spreadsGroupsEvenlyEvenWhereTheirNamesAreAlike() {
    Map<Integer, Integer> counts = new TreeMap<>();

    IntStream.range(0, 60_000).forEach(i -> counts.merge(Partition.of("lookup:" + i), 1, Integer::sum));

    assertThat(counts).hasSize(60);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(800, 1_200));
  }

  @Test
  void givesEachPartitionToOneWorker() {
    assertThat(Partition.selector(0, 1)).isNull();
    assertThat(Partition.selector(0, 4)).endsWith("(JmsBatchPartition >= 0 AND JmsBatchPartition < 15)");
    assertThat(Partition.selector(3, 4)).endsWith("(JmsBatchPartition >= 45 AND JmsBatchPartition < 60)");
    assertThat(Partition.selector(0, 7)).endsWith("(JmsBatchPartition >= 0 AND JmsBatchPartition < 8)");
    assertThat(Partition.selector(1, 7)).endsWith("(JmsBatchPartition >= 8 AND JmsBatchPartition < 17)");
    assertThat(Partition.selector(6, 7)).endsWith("(JmsBatchPartition >= 51 AND JmsBatchPartition < 60)");
  }
}
