using BenchmarkDotNet.Attributes;
using LogStats.Bench.Logs;
using LogStats.Lines;
using LogStats.Rsync;

namespace LogStats.Bench;

/// <summary>Records of a log, as a pipeline would take them: of sessions, or of every file.</summary>
[MemoryDiagnoser]
public class ReadRsyncEvents
{
    private GeneratedLog _log = null!;

    [Params(RsyncEventKind.Transfer, RsyncEventKind.File)]
    public RsyncEventKind Kinds { get; set; }

    [GlobalSetup]
    public void Write() => _log = new GeneratedLog(BenchDefaults.LogSize, LogEnvelope.Shape.Own);

    [GlobalCleanup]
    public void Remove() => _log.Dispose();

    [Benchmark]
    public long Read()
    {
        long records = 0;
        RsyncReader reader = new(new RsyncOptions { Kinds = Kinds });
        foreach (IReadOnlyList<RsyncEvent> block in reader.Read(LineInput.File(_log.Path)))
        {
            records += block.Count;
        }

        return records + reader.Finish().Count;
    }
}
