using System.Text;
using LogStats.Tally;

namespace LogStats.Sinks;

/// <summary>
/// All that was measured, as one number, in whichever order it came. Logs stand for what they will still grow by;
/// records stand for themselves alone, because nobody knows by what they were chosen before they came.
/// </summary>
internal sealed class SourceMix
{
    private const ulong OfRecord = 0x8CB92BA72F3D8DD7;

    private ulong _sum;
    private bool _any;
    private bool _isNameless;
    private long _records;

    /// <summary>The first of these that is known names the input; where none is, it had no record and changes nothing.</summary>
    public void AddInput(params IEnumerable<SourceName> names)
    {
        if (names.FirstOrDefault(static name => name.IsKnown) is { } name)
        {
            Add(name.Hash, 0);
        }
    }

    public void AddRecord(RecordKey key)
    {
        _records++;
        _isNameless |= key.IsNone;
        Add((ulong)key.Source, Mixed((ulong)key.Offset, (ulong)key.Check) ^ OfRecord);
    }

    /// <summary>Something came that no name can be given to.</summary>
    public void AddNameless() => _isNameless = true;

    /// <param name="question">What was asked, in words; empty for all there is.</param>
    /// <param name="window">The stretch of time that was asked for.</param>
    /// <param name="records">How many records came from inputs.</param>
    public SummaryOrigin Origin(string question, string window, long records)
    {
        long asked = question.Length == 0 ? 0 : HashOf(question);
        return new SummaryOrigin(
            _isNameless || !_any ? null : (long)Mixed(_sum, (ulong)asked), window, records + _records, asked);
    }

    /// <summary>Of what is followed: it is named by what it is called, because its first line may not be seen.</summary>
    public static SummaryOrigin Followed(string name, string question, string window, long records)
    {
        long asked = question.Length == 0 ? 0 : HashOf(question);
        return new SummaryOrigin((long)Mixed((ulong)HashOf(name), (ulong)asked), window, records, asked);
    }

    private void Add(ulong first, ulong second)
    {
        _any = true;
        _sum += Mixed(first, second);
    }

    private static long HashOf(string text) => (long)ByteHash.Of(Encoding.UTF8.GetBytes(text));

    private static ulong Mixed(ulong first, ulong second)
    {
        ulong hash = (first ^ (second * 0x9E3779B97F4A7C15)) + 0xD6E8FEB86659FD93;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }

    /// <summary>The source of summaries that are merged, in whichever order they came.</summary>
    public sealed class Merge
    {
        private ulong _sum;
        private bool _isNameless;

        public long Count { get; private set; }

        /// <summary>Null where one of them has no name.</summary>
        public long? Source => _isNameless ? null : (long)_sum;

        public void Add(SummaryKey key)
        {
            Count++;
            _isNameless |= key.Source is null;
            _sum += Mixed((ulong)(key.Source ?? 0), (ulong)HashOf(key.Window));
        }
    }
}
