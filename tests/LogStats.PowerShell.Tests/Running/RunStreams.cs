using System.Management.Automation;
using System.Threading.Channels;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>Collects while the pipeline runs; the channel lets another thread read the output along.</summary>
internal sealed class RunStreams
{
    private readonly Channel<object?> _live = Channel.CreateUnbounded<object?>();

    internal List<object?> Objects { get; } = [];

    internal List<ErrorRecord> Errors { get; } = [];

    internal List<string> Warnings { get; } = [];

    internal List<string> Verbose { get; } = [];

    internal List<string> Debug { get; } = [];

    internal List<InformationRecord> Information { get; } = [];

    internal List<ProgressRecord> Progress { get; } = [];

    internal List<string> WhatIf { get; } = [];

    internal List<string> Questions { get; } = [];

    internal ChannelReader<object?> Live => _live.Reader;

    internal void Emit(object? value)
    {
        Objects.Add(value);
        _live.Writer.TryWrite(PSObject.Base(value));
    }

    internal RunResult Close(ErrorRecord? terminating, bool stopped)
    {
        _live.Writer.TryComplete();
        return new RunResult
        {
            Objects = Objects,
            Errors = Errors,
            Warnings = Warnings,
            Verbose = Verbose,
            Debug = Debug,
            Information = Information,
            Progress = Progress,
            WhatIf = WhatIf,
            Questions = Questions,
            Terminating = terminating,
            Stopped = stopped,
        };
    }
}
