using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Kinds;

/// <summary>Adds inputs up.</summary>
public interface ILogMeasure
{
    /// <summary>The account of the latest input alone.</summary>
    ScanCounts InputCounts { get; }

    /// <summary>When the records of the latest input were.</summary>
    SourceSpan InputSpan { get; }

    void Add(LineInput input, CancellationToken stop);

    LogReport Finish();

    /// <summary>What the user should know of how inputs were read; empty for nothing.</summary>
    string Remark { get; }
}
