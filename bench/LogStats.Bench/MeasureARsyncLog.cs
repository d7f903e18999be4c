using BenchmarkDotNet.Attributes;
using LogStats.Bench.Logs;
using LogStats.Lines;
using LogStats.Rsync;

namespace LogStats.Bench;

/// <summary>Statistics of a log by module and operation.</summary>
[MemoryDiagnoser]
public class MeasureARsyncLog
{
    private GeneratedLog _log = null!;

    [Params("own", "syslog", "journal")]
    public string Envelope { get; set; } = "own";

    [Params(1, 2)]
    public int Threads { get; set; } = 1;

    [GlobalSetup]
    public void Write()
    {
        LogEnvelope.TryParse(Envelope, out LogEnvelope.Shape envelope);
        _log = new GeneratedLog(BenchDefaults.LogSize, envelope);
    }

    [GlobalCleanup]
    public void Remove() => _log.Dispose();

    [Benchmark]
    public long Measure()
    {
        RsyncMeasure measure = new(new RsyncOptions(), [[RsyncGroup.Module, RsyncGroup.Operation]]) { Threads = Threads };
        measure.Add(LineInput.File(_log.Path));
        return measure.Finish().Total.FilesSent;
    }
}
