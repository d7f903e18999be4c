using LogStats.Lines;
using LogStats.Scan;

namespace LogStats.Kinds;

/// <summary>Adds inputs up.</summary>
public interface ILogMeasure
{
    /// <summary>The account of the latest input alone.</summary>
    ScanCounts InputCounts { get; }

    void Add(LineInput input, CancellationToken stop);

    LogReport Finish();

    /// <summary>What the user should know of how inputs were read; empty for nothing.</summary>
    string Remark { get; }
}
