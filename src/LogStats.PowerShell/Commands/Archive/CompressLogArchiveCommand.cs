using System.IO.Compression;
using System.Management.Automation;
using LogStats.Archive.Tidy;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Compresses files of a receiver that were delivered long enough ago.</summary>
[Cmdlet(VerbsData.Compress, "LogArchive", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class CompressLogArchiveCommand : ArchiveCommand
{
    [Parameter(HelpMessage = Words.ArchiveCompressAge)]
    [SpanTransform]
    public TimeSpan OlderThan { get; set; } = TimeSpan.FromHours(3);

    [Parameter(HelpMessage = Words.ArchiveLevel)]
    public LogCompressionLevel CompressionLevel { get; set; }

    [Parameter(HelpMessage = Words.ArchivePassThru)]
    public SwitchParameter PassThru { get; set; }

    private protected override TidyCounts Run(ArchiveTidying tidying) => tidying.Compress(
        OlderThan,
        CompressionLevel switch
        {
            LogCompressionLevel.Fastest => System.IO.Compression.CompressionLevel.Fastest,
            LogCompressionLevel.Smallest => System.IO.Compression.CompressionLevel.SmallestSize,
            _ => System.IO.Compression.CompressionLevel.Optimal,
        },
        part => Asks(part, "Compress"),
        part =>
        {
            if (PassThru)
            {
                WriteObject(new FileInfo(part.Path));
            }
        },
        Fault,
        Stop);
}
