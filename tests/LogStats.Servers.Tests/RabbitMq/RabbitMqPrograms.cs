namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>Where the programs of a broker stand: the one on Debian's path wants to be root.</summary>
internal static class RabbitMqPrograms
{
    public const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    public const string Names = "epmd";

    /// <summary>Why there can be no broker here; null where there can.</summary>
    public static string? Lack => OperatingSystem.IsWindows() || !File.Exists(Server) || Programs.Find(Names) is null ? "no rabbitmq-server on this machine" : null;
}
