using LogStats.Tally;

namespace LogStats.Elf.Rules;

/// <summary>How many values each configured name found in requests, and how many of them are distinct.</summary>
internal sealed class PatternCounts(IEnumerable<string> names)
{
    private readonly List<Counted> _counted = [.. names.Select(name => new Counted(name, 0, new DistinctCount()))];

    public int Count => _counted.Count;

    public string Name(int index) => _counted[index].Name;

    public long Total(int index) => _counted[index].Total;

    /// <summary>Exact up to <see cref="DistinctCount.ExactBound"/>, else an estimate.</summary>
    public long Distinct(int index) => _counted[index].Distinct.Count;

    /// <summary>One hash for each name, 0 where there was no value: <see cref="RequestVerdict.Values"/>.</summary>
    public void Add(ReadOnlySpan<ulong> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            if (values[index] != 0)
            {
                Counted counted = _counted[index];
                counted.Total++;
                counted.Distinct.Add(values[index]);
            }
        }
    }

    /// <summary>By name; one that only the other has is taken over.</summary>
    public void Merge(PatternCounts other)
    {
        foreach (Counted theirs in other._counted)
        {
            Counted? mine = _counted.Find(counted => counted.Name == theirs.Name);
            if (mine is null)
            {
                _counted.Add(mine = new Counted(theirs.Name, 0, new DistinctCount()));
            }

            mine.Total += theirs.Total;
            mine.Distinct.Merge(theirs.Distinct);
        }
    }

    public void Write(StateWriter state)
    {
        state.Number(_counted.Count);
        foreach (Counted counted in _counted)
        {
            state.Text(counted.Name);
            state.Number(counted.Total);
            counted.Distinct.Write(state);
        }
    }

    public static PatternCounts Read(ref StateReader state)
    {
        PatternCounts read = new([]);
        for (int left = state.Length(); left > 0; left--)
        {
            string name = state.Text() ?? "";
            read._counted.Add(new Counted(name, state.Count(), DistinctCount.Read(ref state)));
        }

        return read;
    }

    private sealed class Counted(string name, long total, DistinctCount distinct)
    {
        public string Name { get; } = name;

        public long Total { get; set; } = total;

        public DistinctCount Distinct { get; } = distinct;
    }
}
