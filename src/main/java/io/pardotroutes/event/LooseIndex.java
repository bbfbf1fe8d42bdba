package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The members of one JSON object by their loose names; those of objects within are indexed when they are asked for. */
record LooseIndex(Map<String, Member> members) {

  static LooseIndex of(ObjectNode object) {
    Map<String, Member> members = new HashMap<>(object.size() * 2);
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Member member = new Member(entry.getKey(), entry.getValue());
      Member earlier = members.putIfAbsent(TraitName.loose(member.name), member);
      if (earlier != null) {
        earlier.append(member);
      }
    }
    return new LooseIndex(members);
  }

  /** The first usable value of that name, in the order of spellings; null if there is none. */
  JsonNode find(TraitName name, Predicate<JsonNode> usable) {
    return find(name, 0, usable);
  }

  private JsonNode find(TraitName name, int depth, Predicate<JsonNode> usable) {
    boolean leaf = depth == name.depth() - 1;
    return best(name.level(depth), member -> leaf ? member.usable(usable) : member.inner().find(name, depth + 1, usable));
  }

  /** What the first member gives that gives anything, in the order of spellings. */
  private JsonNode best(TraitName.Level level, Function<Member, JsonNode> reader) {
    Member first = members.get(level.loose());
    if (first == null || first.next == null) {
      return first == null ? null : reader.apply(first);
    }
    for (int rank = 0; rank < TraitName.Level.RANKS; rank++) {
      for (Member member = first; member != null; member = member.next) {
        JsonNode value = level.rank(member.name) == rank ? reader.apply(member) : null;
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  /** One spelling of a name, linked to the next of the same loose name. */
  private static final class Member {
    private static final LooseIndex NONE = new LooseIndex(Map.of());

    private final String name;
    private final JsonNode value;
    private Member next;
    private LooseIndex inner;

    Member(String name, JsonNode value) {
      this.name = name;
      this.value = value;
    }

    void append(Member member) {
      Member last = this;
      while (last.next != null) {
        last = last.next;
      }
      last.next = member;
    }

    JsonNode usable(Predicate<JsonNode> usable) {
      return usable.test(value) ? value : null;
    }

    LooseIndex inner() {
      if (inner == null) {
        inner = value instanceof ObjectNode object ? of(object) : NONE;
      }
      return inner;
    }
  }
}
