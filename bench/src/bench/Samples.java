package bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured: of each program some quantities, each with a value for every round. */
final class Samples {

  private record Key(String program, String quantity) {}

  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  void add(String program, String quantity, double value) {
    values.computeIfAbsent(new Key(program, quantity), none -> new ArrayList<>()).add(value);
  }

  boolean has(String program, String quantity) {
    return values.containsKey(new Key(program, quantity));
  }

  /** The latest of each program in one line. */
  String last(String quantity) {
    return values.entrySet().stream().filter(entry -> entry.getKey().quantity().equals(quantity))
        .map(entry -> entry.getKey().program() + " " + Table.number(entry.getValue().get(entry.getValue().size() - 1)))
        .collect(Collectors.joining(", ", quantity + ": ", ""));
  }

  double median(String program, String quantity) {
    return median(values.get(new Key(program, quantity)));
  }

  /** The median of the rounds' own ratios: what slows the machine for a while slows both sides of one round. */
  double ratio(String program, String other, String quantity) {
    return ratio(values.get(new Key(program, quantity)), values.get(new Key(other, quantity)));
  }

  /** As between programs, between two quantities of one. */
  double ratioOf(String program, String quantity, String otherQuantity) {
    return ratio(values.get(new Key(program, quantity)), values.get(new Key(program, otherQuantity)));
  }

  private static double ratio(List<Double> some, List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      ratios.add(some.get(i) / others.get(i));
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
