using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>The counts of a group as a table of groups keeps them. What is added to nothing is taken over, not copied.</summary>
internal struct ElfSums : ISums<ElfSums>
{
    public ElfCounts? Counts;

    public readonly long Weight => Counts?.Calls ?? 0;

    public void Add(in ElfSums other)
    {
        if (Counts is null)
        {
            Counts = other.Counts;
        }
        else if (other.Counts is not null)
        {
            Counts.Merge(other.Counts);
        }
    }
}
