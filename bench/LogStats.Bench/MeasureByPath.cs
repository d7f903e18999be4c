using BenchmarkDotNet.Attributes;
using LogStats.Bench.Logs;
using LogStats.Lines;
using LogStats.Rsync;

namespace LogStats.Bench;

/// <summary>Statistics by the path of a file: a group looked up for each line, and more groups than are kept.</summary>
[MemoryDiagnoser]
public class MeasureByPath
{
    private GeneratedLog _log = null!;

    [GlobalSetup]
    public void Write() => _log = new GeneratedLog(BenchDefaults.LogSize, LogEnvelope.Shape.Own);

    [GlobalCleanup]
    public void Remove() => _log.Dispose();

    [Benchmark]
    public long Measure()
    {
        RsyncMeasure measure = new(new RsyncOptions(), [[RsyncGroup.Path]]) { Threads = 1 };
        measure.Add(LineInput.File(_log.Path));
        return measure.Finish().Total.FilesSent;
    }
}
