using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.Sinks.RabbitMq;

namespace LogStats.PowerShell.Parameters;

/// <summary>Turns the parameters of a broker into the options of the sinks' assembly, for both commands that have them.</summary>
internal static class RabbitMqFront
{
    /// <param name="command">The command, for paths.</param>
    /// <param name="place">Its parameters.</param>
    public static RabbitMqServerOptions Server(LogStatsCommand command, IRabbitMqPlace place) => new()
    {
        Host = place.ComputerName,
        Port = place.Port,
        VirtualHost = place.VirtualHost,
        User = place.Credential?.UserName,
        Password = place.Credential is { } credential ? () => credential.GetNetworkCredential().Password : null,
        UseTls = place.UseTls,
        AuthorityFile = place.RootCertificate is { } root ? FilePaths.Full(command, root) : null,
        CertificatePin = place.CertificatePin,
        ClientCertificate = place.ClientCertificate is { } own ? FilePaths.Full(command, own) : null,
        ConnectTimeout = place.ConnectTimeout ?? TimeSpan.FromSeconds(10),
        Clock = command.Clock,
    };
}
