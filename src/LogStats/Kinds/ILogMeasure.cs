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
}
