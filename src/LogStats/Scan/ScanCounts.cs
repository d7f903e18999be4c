namespace LogStats.Scan;

/// <summary>
/// The account of a scan: every line read is a record, was skipped or was rejected, so
/// <c>Read = Records + Skipped + Rejected</c> holds at any moment.
/// </summary>
public sealed class ScanCounts
{
    private readonly List<ReasonCount> _reasons = [];

    public long Bytes { get; internal set; }

    public long Records { get; internal set; }

    public long Read => Records + Skipped + Rejected;

    public long Skipped => Sum(skips: true);

    public long Rejected => Sum(skips: false);

    /// <summary>Why lines were left out, in the order in which each reason was first met.</summary>
    public IReadOnlyList<ReasonCount> Reasons => _reasons;

    /// <summary>The inputs that it is of, where they have names.</summary>
    internal List<ScanInput> Inputs { get; } = [];

    public void Merge(ScanCounts other)
    {
        Inputs.AddRange(other.Inputs);
        Bytes += other.Bytes;
        Records += other.Records;
        foreach (ReasonCount theirs in other._reasons)
        {
            if (Find(theirs.Reason) is ReasonCount ours)
            {
                ours.Count += theirs.Count;
            }
            else
            {
                _reasons.Add(new ReasonCount(theirs.Reason, theirs.FirstOffset, theirs.FirstLine.ToArray())
                {
                    Count = theirs.Count,
                });
            }
        }
    }

    internal void Leave(LineReason reason, ReadOnlySpan<byte> line, long offset, int count = 1)
    {
        if (Find(reason) is ReasonCount known)
        {
            known.Count += count;
            return;
        }

        ReadOnlySpan<byte> sample = line.Length > ScanDefaults.SampleLength ? line[..ScanDefaults.SampleLength] : line;
        _reasons.Add(new ReasonCount(reason, offset, sample.ToArray()) { Count = count });
    }

    private ReasonCount? Find(LineReason reason)
    {
        foreach (ReasonCount count in _reasons)
        {
            if (ReferenceEquals(count.Reason, reason))
            {
                return count;
            }
        }

        return null;
    }

    private long Sum(bool skips)
    {
        long sum = 0;
        foreach (ReasonCount count in _reasons)
        {
            sum += count.Reason.IsSkip == skips ? count.Count : 0;
        }

        return sum;
    }
}
