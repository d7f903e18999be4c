using System.Management.Automation;

namespace LogStats.PowerShell.Parameters;

/// <summary>The parameters that say where a broker is and who logs in.</summary>
internal interface IRabbitMqPlace
{
    string ComputerName { get; }

    int? Port { get; }

    PSCredential? Credential { get; }

    SwitchParameter UseTls { get; }

    string? RootCertificate { get; }

    string? CertificatePin { get; }

    string? ClientCertificate { get; }

    TimeSpan? ConnectTimeout { get; }

    string VirtualHost { get; }
}
