using System.Net;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Commands;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;

namespace LogStats.PowerShell.Parameters;

/// <summary>What parameters say to the sink. It stands alone, so that the sinks' assembly is looked for only once it is needed.</summary>
internal static class PostgreSqlFront
{
    /// <summary>A sink that has reached nothing yet.</summary>
    public static PostgreSqlSink Open(ExportLogPostgreSqlCommand command, IRefusedRows? refused)
    {
        // The whole user name: a backslash in it parts no domain here.
        NetworkCredential? account = command.Credential is { } credential ? new NetworkCredential("", credential.Password) : null;
        return PostgreSqlSink.Open(new PostgreSqlSinkOptions
        {
            Connection = new PostgreSqlConnectionOptions
            {
                ConnectionString = command.ConnectionString,
                Host = command.ComputerName,
                Port = command.Port,
                Database = command.Database,
                User = command.Credential?.UserName,
                Password = account?.Password,
                SslMode = command.SslMode?.ToString(),
                RootCertificate = command.RootCertificate is null or "system" ? command.RootCertificate : FilePaths.Full(command, command.RootCertificate),
                ConnectTimeout = command.ConnectTimeout,
            },
            Table = command.Table,
            SchemaName = command.SchemaName,
            CreateTable = command.CreateTable,
            Schema = command.Schema,
            Refused = refused,
        });
    }
}
