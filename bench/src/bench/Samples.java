package bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measured values by name, one for each round. */
final class Samples {

  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  double last(String name) {
    List<Double> all = values.get(name);
    return all.get(all.size() - 1);
  }

  /** The latest round in one line. */
  String lastOfEach() {
    return values.keySet().stream().map(name -> name + " " + Table.number(last(name))).collect(Collectors.joining(", "));
  }

  double median(String name) {
    return median(values.get(name));
  }

  /** The median of the rounds' own ratios: what slows the machine for a while slows both sides of one round. */
  double ratio(String name, String other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.get(name).size(); i++) {
      ratios.add(values.get(name).get(i) / values.get(other).get(i));
    }
    return median(ratios);
  }

  private static double median(List<Double> some) {
    double[] sorted = some.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
