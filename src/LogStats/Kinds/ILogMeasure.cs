using LogStats.Lines;

namespace LogStats.Kinds;

/// <summary>Adds inputs up.</summary>
public interface ILogMeasure
{
    void Add(LineInput input, CancellationToken stop);

    LogReport Finish();
}
