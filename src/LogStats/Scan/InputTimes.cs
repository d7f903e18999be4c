using LogStats.Sinks;

namespace LogStats.Scan;

/// <summary>When the records of the latest input were, kept in the account of all inputs together with its own.</summary>
/// <param name="all">The account of all inputs.</param>
/// <param name="kind">The family of logs.</param>
internal sealed class InputTimes(ScanCounts all, string kind)
{
    private readonly List<SourceTimes> _parts = [];
    private ScanCounts _counts = new();
    private string _path = "";

    public SourceSpan Span { get; private set; }

    /// <summary>An input begins; its counts are added to while it is read.</summary>
    public void Begin(string path, ScanCounts counts)
    {
        _parts.Clear();
        (_path, _counts, Span) = (path, counts, default);
    }

    /// <summary>Takes a part of the input, in the order in which the parts stand in it.</summary>
    public void Take(SourceTimes times)
    {
        _parts.Add(times);
        Span = SourceTimes.Of(_parts);
        if (_parts.Count > 1)
        {
            all.Inputs.RemoveAt(all.Inputs.Count - 1);
        }

        all.Inputs.Add(new ScanInput(_path, kind, _counts, Span));
    }
}
