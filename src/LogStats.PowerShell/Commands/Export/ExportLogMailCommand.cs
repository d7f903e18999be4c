using System.Collections.Concurrent;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.Mail;

namespace LogStats.PowerShell.Commands;

/// <summary>Sends alerts, summaries and records as mails, and keeps them on disk while the mail server is away.</summary>
[Cmdlet(VerbsData.Export, "LogMail", SupportsShouldProcess = true)]
[OutputType(typeof(IRow))]
public sealed class ExportLogMailCommand : SinkCommand
{
    private const int RowsOfMail = 500;

    // The sink tells on its own thread; a command may speak on its own only.
    private readonly ConcurrentQueue<string> _warnings = [];
    private readonly ConcurrentQueue<LogStatsException> _faults = [];

    /// <summary>A mail with more rows than that is read by nobody.</summary>
    public ExportLogMailCommand() => BatchSize = RowsOfMail;

    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.MailTo)]
    [ValidateNotNullOrEmpty]
    public string[] To { get; set; } = [];

    [Parameter(Mandatory = true, HelpMessage = Words.MailFrom)]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = "";

    [Parameter(HelpMessage = Words.MailCc)]
    [AllowEmptyCollection]
    public string[] Cc { get; set; } = [];

    [Parameter(HelpMessage = Words.MailBcc)]
    [AllowEmptyCollection]
    public string[] Bcc { get; set; } = [];

    [Parameter(HelpMessage = Words.MailSubject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailSubjectCompleter))]
    public string? Subject { get; set; }

    [Parameter(HelpMessage = Words.MailAs)]
    public LogMailForm As { get; set; }

    [Parameter(HelpMessage = Words.MailAttachment)]
    [AllowEmptyCollection]
    public string[] Attachment { get; set; } = [];

    [Parameter(HelpMessage = Words.MailServer)]
    [ValidateNotNullOrEmpty]
    public string ComputerName { get; set; } = "localhost";

    [Parameter(HelpMessage = Words.MailPort)]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    [Parameter(HelpMessage = Words.MailCredential)]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter(HelpMessage = Words.MailUseTls)]
    public LogMailTls? UseTls { get; set; }

    [Parameter(HelpMessage = Words.MailCertificatePin)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePin { get; set; }

    [Parameter(HelpMessage = Words.MailConnectTimeout)]
    [SpanTransform]
    public TimeSpan? ConnectTimeout { get; set; }

    [Parameter(HelpMessage = Words.MailSpoolPath)]
    [ValidateNotNullOrEmpty]
    public string? SpoolPath { get; set; }

    [Parameter(HelpMessage = Words.MailNoSpool)]
    public SwitchParameter NoSpool { get; set; }

    [Parameter(HelpMessage = Words.MailLimit)]
    [ValidateRange(1, 1_000_000)]
    public int MailLimit { get; set; } = 20;

    [Parameter(HelpMessage = Words.MailLimitSpan)]
    [SpanTransform]
    public TimeSpan MailLimitSpan { get; set; } = TimeSpan.FromMinutes(10);

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Tell();
    }

    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        Tell();
    }

    protected override void EndProcessing()
    {
        base.EndProcessing();
        Tell();
    }

    private protected override string Target() => $"{ComputerName}{(Port is { } port ? $":{port}" : "")}";

    private protected override ISink Open(string target, IRefusedRows refused) => MailSink.Open(new MailSinkOptions
    {
        Host = ComputerName,
        Port = Port,
        Tls = UseTls is { } tls ? Enum.Parse<MailTls>(tls.ToString()) : null,
        CertificatePin = CertificatePin,
        User = Credential?.GetNetworkCredential() is { } account ? account.Domain.Length > 0 ? $"{account.Domain}\\{account.UserName}" : account.UserName : null,
        Password = Credential is { } credential ? () => credential.GetNetworkCredential().Password : null,
        From = From,
        To = To,
        Cc = Cc,
        Bcc = Bcc,
        Subject = Subject,
        Form = Enum.Parse<MailForm>(As.ToString()),
        Attachments = [.. Attachment.Select(path => FilePaths.Full(this, path))],
        SpoolPath = SpoolPath is null ? null : FilePaths.Full(this, SpoolPath),
        NoSpool = NoSpool,
        Limit = MailLimit,
        LimitSpan = MailLimitSpan,
        ConnectTimeout = ConnectTimeout ?? TimeSpan.FromSeconds(10),
        Refused = refused,
        Warn = _warnings.Enqueue,
        Report = _faults.Enqueue,
        Clock = Clock,
    });

    private void Tell()
    {
        while (_warnings.TryDequeue(out string? warning))
        {
            WriteWarning(warning);
        }

        while (_faults.TryDequeue(out LogStatsException? fault))
        {
            Report(fault);
        }
    }
}
