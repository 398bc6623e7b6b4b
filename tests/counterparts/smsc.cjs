// A message centre: npm's smpp, steered over HTTP. node smsc.cjs PORT STEERING_PORT [COUNT_ONLY]
//
// GET /seen        what was bound, submitted, acknowledged; each with what the line said of it
// POST /behave     {submit, bind, enquire}: how it answers from now on
// POST /deliver    properties of deliver_sm, a list: handed to all who are bound
// POST /hang-up    ends all connections; POST /talk sends rubbish over them
'use strict';
const http = require('http');
const smpp = require('smpp');

const [port, steering] = process.argv.slice(2, 4).map(Number);
const countsOnly = process.argv[4] === 'count';
const ID_TAG = 0x1401;
const DELIVERED = 2;
const FAILED = 5;

let behaviour = {submit: 'accept', bind: 'accept', enquire: 'answer', receipt: 'tags'};
let seen;
forget();

function forget() {
  seen = {binds: [], messages: [], answers: [], times: {}, submitted: 0, reported: 0, enquiries: 0};
}

const sessions = new Set();
let last = 0;

function told(pdu) {
  const message = pdu.short_message;
  return {
    from: pdu.source_addr, from_ton: pdu.source_addr_ton, from_npi: pdu.source_addr_npi,
    to: pdu.destination_addr, to_ton: pdu.dest_addr_ton,
    text: message.message, header: (message.udh || []).map((part) => [...part]),
    coding: pdu.data_coding, wants_report: pdu.registered_delivery, klass: pdu.esm_class,
    valid_until: pdu.validity_period,
    id: pdu[ID_TAG] ? pdu[ID_TAG].toString('ascii') : '',
  };
}

function report(session, pdu, id, state) {
  const word = state === DELIVERED ? 'DELIVRD' : 'UNDELIV';
  const text = `id:${id} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 ` +
    `stat:${word} err:${state === DELIVERED ? '000' : '011'} text:`;
  const tags = behaviour.receipt === 'text' ? {} : {receipted_message_id: id, message_state: state};
  session.deliver_sm({
    source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
    short_message: {message: Buffer.from(text)}, ...tags,
  }, (answer) => {
    seen.reported += 1;
    if (!countsOnly) seen.answers.push(answer.command_status);
  });
}

function submitted(session, pdu) {
  const is = told(pdu);
  seen.submitted += 1;
  if (is.id) seen.times[is.id] = (seen.times[is.id] || 0) + 1;
  if (!countsOnly) seen.messages.push(is);
  const id = `n${++last}`;
  const accept = () => session.send(pdu.response({message_id: id}));
  const refuse = (status) => session.send(pdu.response({command_status: status}));
  const wanted = is.wants_report ? () => report(session, pdu, id, DELIVERED) : () => {};
  switch (behaviour.submit) {
    case 'accept': accept(); wanted(); break;
    case 'report first': wanted(); setTimeout(accept, 100); break;
    case 'report twice': accept(); wanted(); wanted(); break;
    case 'report failure': accept(); if (is.wants_report) report(session, pdu, id, FAILED); break;
    case 'take without a word': break;
    case 'cut': session.destroy(); break;
    case 'answer rubbish': session.socket.write(Buffer.from('HTTP/1.1 200 OK\r\n\r\n<html></html>')); break;
    case 'no such command':
      session.send(new smpp.PDU('generic_nack', {
        sequence_number: pdu.sequence_number, command_status: smpp.ESME_RINVCMDID,
      }));
      break;
    default: refuse(Number(behaviour.submit));
  }
}

const centre = smpp.createServer((session) => {
  sessions.add(session);
  session.on('close', () => sessions.delete(session));
  session.on('error', () => session.destroy());
  session.on('bind_transceiver', (pdu) => {
    seen.binds.push([pdu.system_id, pdu.system_type]);
    if (behaviour.bind === 'silence') return;
    const isRight = pdu.password === 'secret';
    session.send(pdu.response(isRight ? {system_id: 'npm'} : {command_status: smpp.ESME_RINVPASWD}));
  });
  session.on('submit_sm', (pdu) => submitted(session, pdu));
  session.on('enquire_link', (pdu) => {
    seen.enquiries += 1;
    if (behaviour.enquire === 'answer') session.send(pdu.response());
  });
  session.on('unbind', (pdu) => session.send(pdu.response(), () => session.close()));
});

function delivered(messages) {
  for (const session of sessions) {
    for (const message of messages) {
      const {header, bytes, ...properties} = message;
      const udh = header ? Buffer.from(header) : undefined;
      const text = bytes ? Buffer.from(bytes, 'hex') : properties.short_message;
      session.deliver_sm({...properties, short_message: {udh, message: text}}, (answer) => {
        seen.answers.push(answer.command_status);
      });
    }
  }
}

const acts = {
  '/behave': (asked) => Object.assign(behaviour, asked),
  '/deliver': delivered,
  '/forget': forget,
  '/hang-up': () => sessions.forEach((session) => session.destroy()),
  '/talk': () => sessions.forEach((session) => session.socket.write(Buffer.alloc(64, 0xff))),
};

http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => { body += chunk; });
  request.on('end', () => {
    if (acts[request.url]) acts[request.url](body ? JSON.parse(body) : undefined);
    response.end(JSON.stringify({...seen, sessions: sessions.size}));
  });
}).listen(steering, '127.0.0.1', () => {
  centre.listen(port, '127.0.0.1', () => console.log('ready'));
});
