using FsCheck;
using FsCheck.Fluent;
using LogStats.Tally;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Tally;

/// <summary>Sums by key: exact below the bound, and beyond it exact in total with an error that is stated.</summary>
public sealed class GroupTableTests
{
    private const int Bound = 100;

    /// <summary>Keys of which some are common, and weights.</summary>
    private static readonly Gen<(int Key, int Weight)[]> s_adds =
        (from rare in Gen.Choose(0, 3) from key in Gen.Choose(0, 40) from other in Gen.Choose(0, 5000) from weight in Gen.Choose(0, 50)
         select (rare == 0 ? other : key, weight)).ArrayOf().Resize(2000);

    [Fact]
    public void Below_the_bound_it_is_a_dictionary()
        => Always.Holds(s_adds, adds =>
        {
            GroupTable<Sum> table = new(10_000);
            Dictionary<string, long> plain = [];
            foreach ((int key, int weight) in adds)
            {
                Add(table, key, weight);
                plain[$"{key}"] = plain.GetValueOrDefault($"{key}") + weight;
            }

            Assert.Equal(plain.OrderBy(pair => pair.Key, StringComparer.Ordinal), Listed(table).OrderBy(pair => pair.Key, StringComparer.Ordinal));
            Assert.Equal((0, 0, 0), (table.Folded, table.Error, table.Rest.Value));
        }, Always.Shorter, 100);

    [Fact]
    public void Beyond_the_bound_totals_are_exact_and_no_listed_group_lacks_more_than_is_said()
        => Always.Holds(s_adds, adds =>
        {
            GroupTable<Sum> table = new(Bound);
            Dictionary<string, long> plain = [];
            foreach ((int key, int weight) in adds)
            {
                Add(table, key, weight);
                plain[$"{key}"] = plain.GetValueOrDefault($"{key}") + weight;
                Assert.InRange(table.Count, 0, Bound);
            }

            Check(table, plain);
            Assert.Equal(plain.Count > Bound, table.Folded > 0);
        }, Always.Shorter, 100);

    [Fact]
    public void Merged_in_any_grouping_totals_are_exact_and_the_error_holds()
        => Always.Holds(from adds in s_adds from parts in Gen.Choose(1, 5) from bound in Gen.Elements(Bound, 10_000) select (adds, parts, bound), test =>
        {
            Dictionary<string, long> plain = [];
            List<GroupTable<Sum>> tables = [.. Enumerable.Range(0, test.parts).Select(_ => new GroupTable<Sum>(test.bound))];
            for (int index = 0; index < test.adds.Length; index++)
            {
                (int key, int weight) = test.adds[index];
                Add(tables[index * test.parts / test.adds.Length], key, weight);
                plain[$"{key}"] = plain.GetValueOrDefault($"{key}") + weight;
            }

            // From the right, so that what was merged is merged again.
            for (int index = tables.Count - 2; index >= 0; index--)
            {
                tables[index].Merge(tables[index + 1]);
            }

            Check(tables[0], plain);
            if (test.bound > Bound)
            {
                Assert.Equal(plain.Count, tables[0].Count);
            }
        }, count: 100);

    [Fact]
    public void The_heavy_survive()
    {
        GroupTable<Sum> table = new(Bound);
        for (int round = 0; round < 50; round++)
        {
            for (int heavy = 0; heavy < 10; heavy++)
            {
                Add(table, heavy, 1000);
            }

            for (int light = 0; light < 1000; light++)
            {
                Add(table, 1000 + (round * 1000) + light, 1);
            }
        }

        Dictionary<string, long> listed = Listed(table);
        Assert.All(Enumerable.Range(0, 10), heavy => Assert.Equal(50_000, listed[$"{heavy}"]));
    }

    [Fact]
    public void Groups_that_all_weigh_the_same_still_make_room()
    {
        GroupTable<Sum> table = new(Bound);
        for (int key = 0; key < 10_000; key++)
        {
            Add(table, key, 0);
        }

        Assert.InRange(table.Count, 1, Bound);
        Assert.Equal(0, table.Error);
    }

    [Fact]
    public void Keys_are_bytes_of_any_length_and_the_empty_one_is_one_of_them()
    {
        GroupTable<Sum> table = new(1000);
        byte[][] keys = [[], [0], [0, 0], new byte[100_000], [255, 254]];
        foreach (byte[] key in keys.Concat(keys))
        {
            table.Add(key, new Sum { Value = 1 });
        }

        Assert.Equal(keys.Length, table.Count);
        Assert.All(Enumerable.Range(0, keys.Length), index => Assert.Equal((2, true), (table.Sums(index).Value, table.Key(index).SequenceEqual(keys[index]))));
    }

    [Fact]
    public void Added_to_in_place_it_is_the_same_as_added_to_by_key_as_long_as_nothing_folds()
        => Always.Holds(from adds in s_adds from bound in Gen.Elements(Bound, 10_000) select (adds, bound), test =>
        {
            GroupTable<Sum> inPlace = new(test.bound);
            GroupTable<Sum> byKey = new(test.bound);
            Dictionary<string, long> plain = [];
            Dictionary<int, int> remembered = [];
            long folds = 0;
            foreach ((int key, int weight) in test.adds)
            {
                if (!remembered.TryGetValue(key, out int index))
                {
                    byte[] text = System.Text.Encoding.ASCII.GetBytes($"{key}");
                    index = inPlace.IndexOf(text, ByteHash.Of(text));
                    if (inPlace.Folds != folds)
                    {
                        remembered.Clear();
                        folds = inPlace.Folds;
                    }

                    remembered[key] = index;
                }

                Assert.Equal($"{key}", System.Text.Encoding.ASCII.GetString(inPlace.Key(index)));
                inPlace.At(index).Value += weight;
                Add(byKey, key, weight);
                plain[$"{key}"] = plain.GetValueOrDefault($"{key}") + weight;
            }

            Check(inPlace, plain);
            Assert.Equal(plain.Count > test.bound, inPlace.Folds > 0);
            Assert.True(plain.Count > test.bound || Listed(byKey).SequenceEqual(Listed(inPlace)));
        }, count: 100);

    private static void Check(GroupTable<Sum> table, Dictionary<string, long> plain)
    {
        Dictionary<string, long> listed = Listed(table);
        Assert.Equal(plain.Values.Sum(), listed.Values.Sum() + table.Rest.Value);
        Assert.All(listed, pair => Assert.InRange(plain[pair.Key] - pair.Value, 0, table.Error));
        Assert.All(plain.Where(pair => !listed.ContainsKey(pair.Key)), pair => Assert.InRange(pair.Value, 0, table.Error));
    }

    private static void Add(GroupTable<Sum> table, int key, int weight)
    {
        Span<byte> text = stackalloc byte[12];
        key.TryFormat(text, out int length, default, null);
        table.Add(text[..length], new Sum { Value = weight });
    }

    private static Dictionary<string, long> Listed(GroupTable<Sum> table)
        => Enumerable.Range(0, table.Count).ToDictionary(
            index => System.Text.Encoding.ASCII.GetString(table.Key(index)), index => table.Sums(index).Value);

    private struct Sum : ISums<Sum>
    {
        public long Value;

        public readonly long Weight => Value;

        public void Add(in Sum other) => Value += other.Value;
    }
}
