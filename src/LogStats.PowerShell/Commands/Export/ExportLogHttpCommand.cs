using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.Http;
using LogStats.Sinks.Json;

namespace LogStats.PowerShell.Commands;

/// <summary>Sends records and summaries as JSON to any server that takes it by HTTP; a message that comes again has the same name.</summary>
[Cmdlet(VerbsData.Export, "LogHttp", SupportsShouldProcess = true)]
[OutputType(typeof(IRow))]
public sealed class ExportLogHttpCommand : SinkCommand
{
    [Parameter(Position = 0, Mandatory = true, HelpMessage = Words.HttpUri)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    [Parameter(HelpMessage = Words.HttpToken)]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    [Parameter(HelpMessage = Words.HttpHeader)]
    [ValidateNotNull]
    public IDictionary? Header { get; set; }

    [Parameter(HelpMessage = Words.HttpAs)]
    public LogHttpForm As { get; set; }

    [Parameter(HelpMessage = Words.HttpMessageSize)]
    [ValidateRange(1, 100_000)]
    public int MessageSize { get; set; } = 100;

    [Parameter(HelpMessage = Words.HttpMethod)]
    public LogHttpMethod Method { get; set; }

    [Parameter(HelpMessage = Words.HttpCompress)]
    public SwitchParameter Compress { get; set; }

    [Parameter(HelpMessage = Words.HttpTimeout)]
    [SpanTransform]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [Parameter(HelpMessage = Words.CertificatePin)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePin { get; set; }

    [Parameter(HelpMessage = Words.AuthorityPath)]
    [ValidateNotNullOrEmpty]
    public string? AuthorityPath { get; set; }

    [Parameter(HelpMessage = Words.ClientCertificatePath)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    [Parameter(HelpMessage = Words.ClientKeyPath)]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    [Parameter(HelpMessage = Words.HttpAllowUnencrypted)]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    private protected override string Target() => Options(null).ToString();

    private protected override ISink Open(string target, IRefusedRows refused) => HttpSink.Open(Options(refused));

    private HttpSinkOptions Options(IRefusedRows? refused) => new()
    {
        Address = Uri,
        Token = Token is null ? null : Plain(Token),
        Headers = [.. (Header ?? new Hashtable()).Cast<DictionaryEntry>().Select(static one => new KeyValuePair<string, string>($"{one.Key}", Plain(one.Value)))],
        Form = As == LogHttpForm.JsonLines ? JsonForm.Lines : JsonForm.Array,
        MessageSize = MessageSize,
        Method = Method == LogHttpMethod.Put ? HttpSinkMethod.Put : HttpSinkMethod.Post,
        Compress = Compress,
        Timeout = RequestTimeout,
        CertificatePin = CertificatePin,
        AuthorityFile = Full(AuthorityPath),
        CertificateFile = Full(CertificatePath),
        KeyFile = Full(KeyPath),
        AllowUnencrypted = AllowUnencryptedAuthentication,
        Refused = refused,
        Clock = Clock,
    };

    private string? Full(string? path) => path is null ? null : FilePaths.Full(this, path);

    private static string Plain(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) is SecureString secret
        ? new NetworkCredential("", secret).Password
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
