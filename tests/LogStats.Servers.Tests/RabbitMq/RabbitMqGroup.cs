using System.Runtime.Versioning;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>The tests that share a broker.</summary>
[CollectionDefinition("RabbitMQ")]
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqGroup : ICollectionFixture<RabbitMqFixture>;
